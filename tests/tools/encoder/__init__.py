"""From lawful text to the encoder's weights: texts, tokens, pretraining and tuning on the lessons (torch), bytes."""
