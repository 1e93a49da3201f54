package dev.tutti.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Lookup of the addresses that a host name has. Blocks; called on threads of its own. */
@FunctionalInterface
public interface Resolver {

  /**
   * All addresses of a name, at least one, the preferred ones first.
   *
   * @throws UnknownHostException when there are none
   */
  List<InetAddress> addresses(String name) throws UnknownHostException;

  /** The machine's own: its hosts file, then its name servers. */
  static Resolver system() {
    return name -> List.of(InetAddress.getAllByName(name));
  }
}
