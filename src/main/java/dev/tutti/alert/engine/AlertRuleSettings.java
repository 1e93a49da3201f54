package dev.tutti.alert.engine;

import dev.tutti.alert.notice.MaintenanceWindow;
import dev.tutti.alert.rule.AlertRule;
import dev.tutti.alert.rule.AlertRule.NoData;
import dev.tutti.alert.rule.AlertRule.Patience;
import dev.tutti.alert.rule.AlertRule.Severity;
import dev.tutti.alert.rule.Limit;
import dev.tutti.alert.rule.Span;
import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rules of alerts, and when they are not told.
 *
 * @param rules by their names, the built-in ones among them
 * @param interval between two looks
 */
public record AlertRuleSettings(
    SortedMap<String, AlertRule> rules, List<MaintenanceWindow> maintenance, Duration interval) {
  /** Sections {@code alert_rules} and a part of {@code alerts}. */
  public static final SettingsSection<AlertRuleSettings> SECTION =
      SettingsSection.live(AlertRuleSettings::read);

  /** The most rules. */
  public static final int MOST_RULES = 200;

  private static final String RULES = "alert_rules";
  private static final Kind<String> NAME =
      Kind.text(
          Pattern.compile("[a-z][a-z0-9_-]{0,63}"),
          "a name of lower-case letters, digits, _ and -");

  private static final Limit LATENCY = new Limit.Above(3_000, 2_700); // milliseconds
  private static final Limit ERRORS = new Limit.Above(0.1, 0.09);

  /** What a rule says where nothing else is said. */
  private static final AlertRule USUAL =
      new AlertRule(
          "",
          "success_rate",
          "",
          List.of(),
          new Span.Window(Duration.ofMinutes(5)),
          new Limit.Below(0.9, 0.91),
          new Patience(Duration.ofMinutes(1), Duration.ofMinutes(5)),
          20,
          Severity.WARN,
          NoData.KEEP,
          true);

  /** Rules that are there without being written, for Tutti's calls and for those of others. */
  private static final List<AlertRule> BUILT_IN =
      List.of(
          usual("max_latency", "total_p95", LATENCY, Severity.WARN),
          usual("min_success_rate", "success_rate", USUAL.limit(), Severity.CRITICAL),
          usual("max_error_rate", "error_rate", ERRORS, Severity.WARN),
          usual("external_max_latency", "external_p95", LATENCY, Severity.WARN),
          usual(
              "external_min_success_rate",
              "external_success_rate",
              USUAL.limit(),
              Severity.CRITICAL),
          usual("external_max_error_rate", "external_error_rate", ERRORS, Severity.WARN));

  /** Keeps copies. */
  public AlertRuleSettings {
    rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
    maintenance = List.copyOf(maintenance);
  }

  private static AlertRule usual(String name, String measure, Limit limit, Severity severity) {
    return new AlertRule(
        name,
        measure,
        "",
        List.of(),
        USUAL.span(),
        limit,
        USUAL.patience(),
        USUAL.minSamples(),
        severity,
        NoData.KEEP,
        true);
  }

  /** Rule of that name that is not there any more. */
  static AlertRule gone(String name) {
    return usual(name, USUAL.measure(), USUAL.limit(), USUAL.severity());
  }

  /** Whether a rule is there without being written. */
  public static boolean isBuiltIn(String name) {
    return BUILT_IN.stream().anyMatch(each -> each.name().equals(name));
  }

  /** Reads {@code alert_rules: {NAME: {...}}} and {@code alerts: {interval, maintenance}}. */
  public static AlertRuleSettings read(Section root) {
    var rules = new TreeMap<String, AlertRule>();
    BUILT_IN.forEach(each -> rules.put(each.name(), each));
    root.named(RULES, NAME)
        .forEach((name, section) -> rules.put(name, rule(name, section, rules.get(name))));
    if (rules.size() > MOST_RULES) {
      root.refuse(RULES, "at most %d rules".formatted(MOST_RULES));
    }
    var alerts = root.section("alerts");
    return new AlertRuleSettings(
        rules,
        alerts.sections("maintenance").stream().map(MaintenanceWindow::read).toList(),
        alerts.value("interval", Kind.duration()).or(Duration.ofSeconds(15)));
  }

  private static AlertRule rule(String name, Section section, @Nullable AlertRule builtIn) {
    return new RuleReader(name, section, builtIn == null ? USUAL : builtIn, builtIn != null).read();
  }
}
