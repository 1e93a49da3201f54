package dev.tutti.reported;

import java.util.ArrayList;
import java.util.List;

/** Ids of all reported faults, list by list. */
enum FaultLists {
  SECURITY("SECURITY-F", 28),
  GATEWAY("GATEWAY-F", 16),
  GATEWAY_NOTES("GATEWAY-N", 10),
  CLIENTS("CLIENTS-C", 7),
  SKILLS("SKILLS-", 18);

  private final String prefix;
  private final int last;

  FaultLists(String prefix, int last) {
    this.prefix = prefix;
    this.last = last;
  }

  /** Every id, in the order of the lists. */
  static List<String> ids() {
    var ids = new ArrayList<String>();
    for (var list : values()) {
      for (int number = 1; number <= list.last; number++) {
        ids.add(list.prefix + number);
      }
    }
    return ids;
  }
}
