package dev.tutti.alert.engine;

import dev.tutti.report.MeasureUnit;
import java.util.Locale;

/** Measure of requests that others have made and measured, by their type or of all together. */
public enum ExternalMeasure {
  /** Share of those that succeeded. */
  EXTERNAL_SUCCESS_RATE(MeasureUnit.SHARE),
  /** Share of those that failed. */
  EXTERNAL_ERROR_RATE(MeasureUnit.SHARE),
  /** 95 % of them take no longer. */
  EXTERNAL_P95(MeasureUnit.MILLISECONDS);

  /** The label by which they can be grouped. */
  static final String TYPE = "type";

  private final String word = name().toLowerCase(Locale.ROOT);
  private final MeasureUnit unit;

  ExternalMeasure(MeasureUnit unit) {
    this.unit = unit;
  }

  /** The name that users see. */
  public String word() {
    return word;
  }

  MeasureUnit unit() {
    return unit;
  }
}
