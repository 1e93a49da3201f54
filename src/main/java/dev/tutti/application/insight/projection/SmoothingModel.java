package dev.tutti.application.insight.projection;

/** Models of exponential smoothing. */
enum SmoothingModel {
  /** Holt's trend that fades (Gardner and McKenzie). */
  DAMPED_TREND("damped_holt", 3),
  /** Half of the line's slope on a smoothed level (Assimakopoulos and Nikolopoulos). */
  THETA("theta", 1),
  /**
   * Holt and Winters: a trend that does not fade, seasons as factors or, with values below 0, as
   * summands.
   */
  SEASONAL("holt_winters", 3);

  private final String word;
  private final int parameters;

  SmoothingModel(String word, int parameters) {
    this.word = word;
    this.parameters = parameters;
  }

  /** Name in answers. */
  String word() {
    return word;
  }

  /** Number of parameters that are fitted. */
  int parameters() {
    return parameters;
  }
}
