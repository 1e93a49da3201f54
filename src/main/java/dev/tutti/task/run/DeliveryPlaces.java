package dev.tutti.task.run;

import java.util.HashMap;
import java.util.Map;

/** Places of messages that are under way, by their hosts and the owners of their tasks. */
final class DeliveryPlaces {
  private final int mostOfHost;
  private final int mostOfOwner;
  private final Map<String, Integer> hosts = new HashMap<>();
  private final Map<String, Integer> owners = new HashMap<>();

  DeliveryPlaces(int mostOfHost, int mostOfOwner) {
    this.mostOfHost = mostOfHost;
    this.mostOfOwner = mostOfOwner;
  }

  /**
   * Takes a place, if there is one.
   *
   * @param owner empty for owners that are not told apart
   */
  boolean take(String host, String owner) {
    int ofHost = hosts.getOrDefault(host, 0);
    int ofOwner = owners.getOrDefault(owner, 0);
    if (ofHost >= mostOfHost || (!owner.isEmpty() && ofOwner >= mostOfOwner)) {
      return false;
    }
    hosts.put(host, ofHost + 1);
    owners.put(owner, ofOwner + 1);
    return true;
  }
}
