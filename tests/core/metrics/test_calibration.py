"""The calibration error: how far confidences are from how often they are right."""

from nhan.core.metrics.calibration import calibration_error


def test_calibration() -> None:
    assert calibration_error([]) == 0
    assert calibration_error([(0.95, True)] * 19 + [(0.95, False)]) < 1e-9
    assert abs(calibration_error([(0.9, False)] * 4) - 0.9) < 1e-9
