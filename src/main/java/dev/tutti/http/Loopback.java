package dev.tutti.http;

import java.util.Locale;
import java.util.Set;

/** Names and addresses of this machine. */
public final class Loopback {
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  /** As an address may be spelled out. */
  private static final String LONG = "0:0:0:0:0:0:0:1";

  private static final String NET = "127";
  private static final int LONGEST_PART = 3;

  private Loopback() {}

  /** Whether a host, to listen on or as a client named it, is this machine and no other. */
  public static boolean isHost(String host) {
    return NAMES.contains(host.toLowerCase(Locale.ROOT)) || isAddress(host);
  }

  /** Whether a peer's address, in digits, is on this machine. */
  static boolean isAddress(String address) {
    return isOfNet(address) || address.equals("::1") || address.equals(LONG);
  }

  /**
   * Whether three numbers follow. Addresses only: 127.0.0.1.example.org is a name that anybody may
   * own.
   */
  private static boolean isOfNet(String address) {
    int at = NET.length();
    int parts = 0;
    while (parts < 3 && at < address.length() && address.charAt(at) == '.') {
      int end = at + 1;
      while (end < address.length() && isDigit(address.charAt(end))) {
        end++;
      }
      if (end == at + 1 || end > at + 1 + LONGEST_PART) {
        return false;
      }
      at = end;
      parts++;
    }
    return parts == 3 && at == address.length() && address.startsWith(NET);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
