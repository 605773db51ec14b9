"""What the simulated annotator is shown after each decision is what the window's suggester says."""

from nhan.core.simulation.assistant import FollowingAssistant
from nhan.core.tagger.encoder.at_hand import encoder_at_hand
from nhan.core.tagger.patterns import PATTERN_LABELS
from nhan.core.tagger.pretrained import pretrained_tagger
from nhan.core.tagger.pretrained_choice import NEWS, PRETRAINED, PretrainedChoice
from nhan.core.tagger.reader import Reader

TEXT = "Sáng 3/5, bà Trần Thị Mận trao quà tại số 12 đường Lê Lợi, Huế."


def test_the_names_in_an_address_are_shown_once_it_is_accepted() -> None:
    chosen = PretrainedChoice(NEWS, {name: name for name in PRETRAINED[NEWS]})
    patterns = {name: name for name in PATTERN_LABELS}
    tokenized = Reader(encoder_at_hand())(TEXT)
    assistant = FollowingAssistant(pretrained_tagger(chosen).followed(TEXT, tokenized, patterns))
    assert [each.label for each in assistant.suggestions()] == ["DATETIME", "PER", "ADDRESS"]
    address = TEXT.index("số 12"), len(TEXT) - 1, "ADDRESS"
    assistant.decided(address, address, address[1])
    assert assistant.suggestions() == []
    inside = [(TEXT[each.start : each.end], each.label) for each in assistant.inside(address)]
    assert inside == [("đường Lê Lợi", "LOC"), ("Huế", "LOC")]
