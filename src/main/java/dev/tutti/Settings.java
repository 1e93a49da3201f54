package dev.tutti;

import dev.tutti.alert.AlertSettings;
import dev.tutti.alert.engine.AlertRuleSettings;
import dev.tutti.application.ApplicationSettings;
import dev.tutti.batch.BatchSettings;
import dev.tutti.cache.CacheBounds;
import dev.tutti.change.ChangeSettings;
import dev.tutti.character.generation.CharacterSettings;
import dev.tutti.config.ConfigSource;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import dev.tutti.console.ConsoleSettings;
import dev.tutti.cooperation.CooperationSettings;
import dev.tutti.document.DocumentSettings;
import dev.tutti.file.FileSettings;
import dev.tutti.followup.FollowUpSettings;
import dev.tutti.http.ServerSettings;
import dev.tutti.memory.MemorySettings;
import dev.tutti.platform.PlatformSettings;
import dev.tutti.provider.ProviderSettings;
import dev.tutti.report.RetentionSettings;
import dev.tutti.report.schedule.ReportScheduleSettings;
import dev.tutti.resilience.breaker.BreakerSettings;
import dev.tutti.resilience.retry.RetryBudget;
import dev.tutti.responses.ResponseStoreSettings;
import dev.tutti.routing.ModelSettings;
import dev.tutti.routing.ModelStack;
import dev.tutti.routing.RoutingSettings;
import dev.tutti.selection.decision.SelectionSettings;
import dev.tutti.session.SessionSettings;
import dev.tutti.session.view.ContextSettings;
import dev.tutti.skill.SkillsSettings;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.telemetry.TelemetrySettings;
import dev.tutti.telemetry.log.LogSettings;
import dev.tutti.wire.PoolSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The whole configuration: what each of its sections was read as. Immutable. */
public final class Settings {
  /** Every section there is. */
  private static final List<SettingsSection<?>> SECTIONS =
      List.of(
          ChangeSettings.SECTION,
          ServerSettings.SECTION,
          ConsoleSettings.SECTION,
          PlatformSettings.DATA,
          PoolSettings.SECTION,
          PlatformSettings.EGRESS,
          BreakerSettings.SECTION,
          RetryBudget.Settings.SECTION,
          CacheBounds.SECTION,
          RoutingSettings.SECTION,
          SelectionSettings.SECTION,
          AlertSettings.SECTION,
          RetentionSettings.SECTION,
          AlertRuleSettings.SECTION,
          ResponseStoreSettings.SECTION,
          FileSettings.SECTION,
          BatchSettings.SECTION,
          CooperationSettings.SECTION,
          CharacterSettings.SECTION,
          DocumentSettings.SECTION,
          ApplicationSettings.SECTION,
          SessionSettings.SECTION,
          ContextSettings.SECTION,
          ReportScheduleSettings.SECTION,
          MemorySettings.SECTION,
          SkillsSettings.SECTION,
          FollowUpSettings.SECTION,
          TaskSettings.SECTION,
          TelemetrySettings.SECTION,
          LogSettings.SECTION);

  private final Map<SettingsSection<?>, Object> values = new HashMap<>();

  private Settings(Section root) {
    SECTIONS.forEach(section -> values.put(section, section.read(root)));
  }

  /**
   * Reads a configuration.
   *
   * @throws dev.tutti.config.ConfigException with everything that is wrong
   */
  public static Settings read(ConfigSource source, Map<String, String> environment) {
    return source.read(environment, Settings::read);
  }

  static Settings read(Section root) {
    return new Settings(root);
  }

  /** What a section was read as. */
  @SuppressWarnings("unchecked") // it was put there with what the section itself has read
  public <T> T of(SettingsSection<T> section) {
    return (T) Objects.requireNonNull(values.get(section));
  }

  /** Settings of the server. */
  public ServerSettings server() {
    return of(ServerSettings.SECTION);
  }

  /** The folder that keeps all state. */
  public Path data() {
    return of(PlatformSettings.DATA);
  }

  /** Settings of the machine room. */
  PlatformSettings platform() {
    return new PlatformSettings(
        data(),
        of(PoolSettings.SECTION),
        of(PlatformSettings.EGRESS),
        server().bodyMemory(),
        of(TelemetrySettings.SECTION),
        of(LogSettings.SECTION));
  }

  /** Settings of models that only a new start changes. */
  ModelStack.Start start() {
    return new ModelStack.Start(
        of(BreakerSettings.SECTION), of(RetryBudget.Settings.SECTION), of(CacheBounds.SECTION));
  }

  /** Settings of models and their providers. */
  public RoutingSettings routing() {
    return of(RoutingSettings.SECTION);
  }

  /** Providers by name; {@code sim} is always among them. */
  public Map<String, ProviderSettings> providers() {
    return routing().providers();
  }

  /** Aliases by name; {@code sim} is always among them. */
  public Map<String, ModelSettings> models() {
    return routing().models();
  }

  /** Paths that only a new start changes, in the order of the sections. */
  static List<String> fixedKeys() {
    return SECTIONS.stream().flatMap(SettingsSection::fixedKeys).toList();
  }

  /** Those of them that differ. */
  List<String> fixedDifferences(Settings other) {
    return SECTIONS.stream().flatMap(section -> fixedDifferences(section, other)).toList();
  }

  private <T> Stream<String> fixedDifferences(SettingsSection<T> section, Settings other) {
    return section.fixedDifferences(of(section), other.of(section));
  }
}
