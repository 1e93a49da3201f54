package dev.tutti.change;

import dev.tutti.config.ConfigSource;
import dev.tutti.config.Effective;
import dev.tutti.config.WrittenSection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The configuration in force, as administrators see it. Immutable.
 *
 * @param base what is written without any change
 * @param overlay the changes over it
 * @param file the providers, models, rules and schedules as they are written without any change
 * @param sections those that are in force
 * @param values every value, with where it came from, without secrets
 * @param providers the names of all providers, built-in ones among them
 * @param conflicts what the file says against the changes; they stay in force
 * @param refused why the file as it is now is not in force; empty when it is
 */
public record CurrentConfiguration(
    ConfigSource base,
    Overlay overlay,
    SortedMap<Subject, WrittenSection> file,
    SortedMap<Subject, WrittenSection> sections,
    List<Effective> values,
    Set<String> providers,
    List<String> conflicts,
    List<String> refused) {

  /** Describes a configuration that was read with an overlay. */
  static CurrentConfiguration of(
      ConfigSource base,
      Overlay overlay,
      List<Effective> values,
      Set<String> providers,
      List<String> conflicts) {
    var file = written(base);
    var sections = written(overlay.over(base));
    return new CurrentConfiguration(
        base, overlay, file, sections, values, Set.copyOf(providers), conflicts, List.of());
  }

  /** Kinds of subjects that are sections of the configuration. */
  private static final List<Subject.Kind> SECTIONS =
      List.of(
          Subject.Kind.PROVIDER,
          Subject.Kind.MODEL,
          Subject.Kind.ALERT_RULE,
          Subject.Kind.ROUTING_RULE,
          Subject.Kind.REPORT_SCHEDULE);

  /** The providers, models, rules and schedules of a configuration as they are written. */
  static SortedMap<Subject, WrittenSection> written(ConfigSource source) {
    var sections = new TreeMap<Subject, WrittenSection>();
    for (var kind : SECTIONS) {
      source
          .written(kind.section())
          .forEach((name, written) -> sections.put(new Subject(kind, name), written));
    }
    return Collections.unmodifiableSortedMap(sections);
  }

  /** The same with other drained deployments. */
  public CurrentConfiguration with(Overlay other) {
    return new CurrentConfiguration(
        base, other, file, sections, values, providers, conflicts, refused);
  }

  /** The same with what is wrong with the file as it is now. */
  public CurrentConfiguration refused(List<String> problems) {
    return new CurrentConfiguration(
        base, overlay, file, sections, values, providers, conflicts, problems);
  }

  /** The sections of one kind, by their names. */
  public Map<String, WrittenSection> sections(Subject.Kind kind) {
    var some = new TreeMap<String, WrittenSection>();
    sections.forEach(
        (subject, written) -> {
          if (subject.kind() == kind) {
            some.put(subject.name(), written);
          }
        });
    return some;
  }

  /** Values that the file says of what changes are about, by their paths. */
  public Map<String, Effective> covered() {
    return base.values(
        overlay.changes().keySet().stream()
            .filter(subject -> file.containsKey(subject))
            .map(Subject::path)
            .toList());
  }

  /** All that is in force as one YAML text, without secrets, comments and defaults. */
  public String yaml() {
    return overlay.over(base).yaml();
  }

  /** A section as it is written. */
  public Optional<WrittenSection> section(Subject subject) {
    return Optional.ofNullable(sections.get(subject));
  }
}
