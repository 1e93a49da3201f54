package dev.tutti.http.connection;

/** Longest parts of a request's head, in bytes. */
public final class HeadLimits {
  /** Of the request line. */
  public static final int LINE = 8 << 10;

  /** Of all header lines. */
  public static final int HEADERS = 32 << 10;

  private HeadLimits() {}
}
