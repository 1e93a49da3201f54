package dev.tutti.alert.engine;

import java.util.Comparator;

/** Order in which people look at alerts. */
final class AlertOrder {
  /** Alerts first, by their weight, then by their age. */
  static final Comparator<WatchedGroup> FIRST =
      Comparator.comparing((WatchedGroup each) -> !each.state().phase().isAlert())
          .thenComparing(each -> each.state().phase())
          .thenComparing(each -> each.rule().severity(), Comparator.reverseOrder())
          .thenComparing(each -> each.state().since(), Comparator.reverseOrder())
          .thenComparing(each -> each.id());

  private AlertOrder() {}
}
