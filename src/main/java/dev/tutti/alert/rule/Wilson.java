package dev.tutti.alert.rule;

/**
 * Interval of Wilson for a share that was seen in so many cases: the true share is outside of it in
 * one of twenty.
 *
 * @param low 0 to 1
 * @param high 0 to 1
 * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson, Probable Inference, the Law
 *     of Succession, and Statistical Inference, 1927</a>
 */
public record Wilson(double low, double high) {
  private static final double Z = 1.959963984540054;

  /**
   * Interval of a share.
   *
   * @param share 0 to 1
   * @param cases among how many it was seen; without any the share may be anything
   */
  public static Wilson of(double share, long cases) {
    if (cases <= 0) {
      return new Wilson(0, 1);
    }
    double square = Z * Z;
    double center = share + square / (2 * cases);
    double spread =
        Z * Math.sqrt(share * (1 - share) / cases + square / (4.0 * cases * (double) cases));
    double scale = 1 + square / cases;
    return new Wilson(
        Math.max(0, (center - spread) / scale), Math.min(1, (center + spread) / scale));
  }
}
