package dev.tutti.http;

/** End user whom a request names beside its body; sessions of another one are not there. */
public final class EndUser {
  private static final String HEADER = "x-tutti-user";

  private EndUser() {}

  /** Name in the header; empty where there is none. */
  public static String of(HttpExchange exchange) {
    return exchange.header(HEADER).map(HeaderText::of).orElse("");
  }
}
