"""The small model of further labels: what it learns, and that it is the same each time."""

from nhan.core.crfsuite import layout, strings
from nhan.core.store.disk import Disk
from nhan.core.tagger.further import train_further
from nhan.core.tagger.model_file import decode
from nhan.core.tagger.pretrained import lessons
from nhan.core.tagger.training import TokenizedArticles

LESSONS = lessons("further", further=True)[:4]


def test_it_learns_the_labels_of_its_lessons_and_keeps_no_strings() -> None:
    data = train_further(LESSONS, TokenizedArticles(Disk(), None, encoder=0))
    model = decode(data, "small")
    assert {"EVENT", "PERSONTYPE", "PER"} < set(model.labels)
    assert model.outer.memory == [] and model.inner is None
    assert [each.article for each in model.studied] == [each.article for each in LESSONS]
    assert data == train_further(LESSONS, TokenizedArticles(Disk(), None, encoder=0))


def test_a_feature_that_no_span_has_often_is_left_out() -> None:
    model = decode(train_further(LESSONS, TokenizedArticles(Disk(), None, encoder=0)), "small")
    field = model.outer.field
    known = {name for _, name in strings(field, layout(field).attributes)}
    assert "l=của" not in known  # in every lesson, and in hardly a span
    assert "l=chứng" in known or "l=sĩ" in known or "l=trưởng" in known
