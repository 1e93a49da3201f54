package dev.tutti.http.connection;

/** How long the parts of a request's head may be, in bytes. */
public final class HeadLimits {
  /** Of the request line. */
  public static final int LINE = 8 << 10;

  /** Of all header lines. */
  public static final int HEADERS = 32 << 10;

  private HeadLimits() {}
}
