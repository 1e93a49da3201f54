package dev.tutti.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names and addresses of this machine. */
public final class Loopback {
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  /** As an address may be spelled out. */
  private static final String LONG = "0:0:0:0:0:0:0:1";

  /** Addresses only: 127.0.0.1.example.org is a name that anybody may own. */
  private static final Pattern NET = Pattern.compile("127(\\.\\d{1,3}){3}");

  private Loopback() {}

  /** Whether a host, to listen on or as a client named it, is this machine and no other. */
  public static boolean isHost(String host) {
    return NAMES.contains(host.toLowerCase(Locale.ROOT)) || isAddress(host);
  }

  /** Whether a peer's address, in digits, is on this machine. */
  static boolean isAddress(String address) {
    return NET.matcher(address).matches() || address.equals("::1") || address.equals(LONG);
  }
}
