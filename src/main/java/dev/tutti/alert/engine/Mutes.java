package dev.tutti.alert.engine;

import dev.tutti.alert.notice.MaintenanceWindow;
import dev.tutti.alert.notice.Notice;
import dev.tutti.alert.notice.Silence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Silences and maintenance windows of one moment. Immutable. */
record Mutes(List<Silence> silences, List<MaintenanceWindow> maintenance) {
  /** Keeps copies. */
  Mutes {
    silences = List.copyOf(silences);
    maintenance = List.copyOf(maintenance);
  }

  /** Reason for which an alert is not told at a time. */
  Optional<String> reason(Notice.About about, Instant now) {
    var silence = silences.stream().filter(each -> each.mutes(about, now)).findFirst();
    if (silence.isPresent()) {
      return silence.map(
          each -> "silence %s until %s: %s".formatted(each.id(), each.to(), each.reason()));
    }
    return maintenance.stream().anyMatch(each -> each.mutes(about.rule(), now))
        ? Optional.of("maintenance")
        : Optional.empty();
  }
}
