package dev.tutti.skill;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import dev.tutti.skill.api.SkillName;
import dev.tutti.skill.run.SkillSessions;
import dev.tutti.skill.tool.Artifacts;
import dev.tutti.skill.tool.HttpToolSettings;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of all skills: where they are, and what they may reach.
 *
 * @param folder of all skills; need not be there
 * @param model for skills that name none, such as {@code SKILL.md} folders
 * @param tools addresses that skills may call, by name
 * @param artifacts how much is kept of what they write
 * @param sessions how much is kept of what they talk of
 * @param zone in which templates are told what time it is
 */
public record SkillsSettings(
    Path folder,
    String model,
    Map<String, HttpToolSettings> tools,
    Artifacts.Bounds artifacts,
    SkillSessions.Retention sessions,
    ZoneId zone) {
  /** Section {@code skills}. */
  public static final SettingsSection<SkillsSettings> SECTION =
      SettingsSection.live("skills", SkillsSettings::read)
          .withFixed("skills.folder", SkillsSettings::folder);

  private static final Kind<ZoneId> ZONE =
      Kind.of("a time zone such as Asia/Shanghai, or system", ZoneOffset.UTC, SkillsSettings::zone);

  private static Artifacts.Bounds bounds(Section section) {
    return new Artifacts.Bounds(
        section.size("max_size", 1, 1L << 30).or(16L << 20),
        section.size("owner_bytes", 1, 1L << 40).or(1L << 30),
        section.size("max_total", 1, 1L << 40).or(10L << 30),
        section.duration("keep").or(Duration.ofDays(7)));
  }

  /** Reads the section {@code skills}. */
  public static SkillsSettings read(Section section) {
    var tools = new TreeMap<String, HttpToolSettings>();
    section
        .named("http", SkillName.KIND)
        .forEach((name, each) -> tools.put(name, HttpToolSettings.read(each)));
    return new SkillsSettings(
        section
            .value("folder", Kind.of("a folder", Path.of("skills"), Path::of))
            .or(Path.of("skills")),
        section.string("model").or("sim"),
        Map.copyOf(tools),
        bounds(section.section("artifacts")),
        SkillSessions.Retention.read(section.section("sessions")),
        section.value("zone", ZONE).or(ZoneOffset.UTC));
  }

  private static ZoneId zone(String name) {
    try {
      return name.equals("system") ? ZoneId.systemDefault() : ZoneId.of(name);
    } catch (DateTimeException _) {
      throw new IllegalArgumentException(name);
    }
  }
}
