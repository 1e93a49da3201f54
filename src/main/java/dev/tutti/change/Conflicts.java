package dev.tutti.change;

import dev.tutti.config.ConfigSource;
import dev.tutti.config.WrittenSection;
import dev.tutti.security.SaltedHash;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Conflicts of an overlay with its file: places where the file says something else than it did when
 * a change was laid over it.
 */
final class Conflicts {
  private final SaltedHash hash;
  private final SortedMap<Subject, WrittenSection> file;
  private final Overlay overlay;

  Conflicts(SaltedHash hash, ConfigSource base, Overlay overlay) {
    this.hash = hash;
    this.file = CurrentConfiguration.written(base);
    this.overlay = overlay;
  }

  /** Text of something in a file, for hashing. */
  static String text(@Nullable WrittenSection written) {
    return written == null ? "" : written.json().toString();
  }

  /** One sentence for each. */
  List<String> all() {
    return overlay.changes().values().stream()
        .filter(each -> each.subject().kind() != Subject.Kind.DEPLOYMENT && isAgainst(each))
        .map(this::sentence)
        .toList();
  }

  private boolean isAgainst(Change change) {
    var says = text(file.get(change.subject()));
    boolean same =
        change.effect() instanceof Effect.Given given && given.json().toString().equals(says);
    return !same && !hash.of(says).equals(change.base());
  }

  private String sentence(Change change) {
    var written = file.get(change.subject());
    var now = written == null ? "is no longer in the file" : written.origin() + " was edited";
    return "%s: %s since %s, which stays in force (to follow the file: ./tutti %s reset %s)"
        .formatted(
            String.join(".", change.subject().path()),
            now,
            change.origin(),
            command(change.subject().kind()),
            change.subject().name());
  }

  /** The command whose subcommands change a kind of subjects. */
  private static String command(Subject.Kind kind) {
    return switch (kind) {
      case ALERT_RULE -> "alerts";
      case REPORT_SCHEDULE -> "report schedules";
      case PROVIDER, MODEL, DEPLOYMENT, ROUTING_RULE -> String.join(" ", kind.section());
    };
  }
}
