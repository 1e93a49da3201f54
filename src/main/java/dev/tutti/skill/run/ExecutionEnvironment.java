package dev.tutti.skill.run;

import dev.tutti.memory.api.MemoryTexts;
import dev.tutti.routing.ModelCatalog;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

/**
 * Environment of executions; recordings, replays and tests put something else there.
 *
 * @param skills the skills of the moment
 * @param catalog the models of the moment
 * @param clock what prompts are told of the time
 * @param zone in which they are told it
 * @param memory what templates are told of the user
 */
public record ExecutionEnvironment(
    SkillSource skills,
    Supplier<ModelCatalog> catalog,
    InstantSource clock,
    Supplier<ZoneId> zone,
    SkillTools tools,
    MemoryTexts memory) {

  /** An environment in which nothing is known of users. */
  public ExecutionEnvironment(
      SkillSource skills,
      Supplier<ModelCatalog> catalog,
      InstantSource clock,
      Supplier<ZoneId> zone,
      SkillTools tools) {
    this(skills, catalog, clock, zone, tools, MemoryTexts.NOTHING);
  }

  /** The time for prompts: ISO 8601, with the offset of the zone. */
  String now() {
    var now = clock.instant();
    var there = zone.get();
    return there.equals(ZoneOffset.UTC)
        ? now.toString()
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now.atZone(there));
  }
}
