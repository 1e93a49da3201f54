package dev.tutti.skill.http;

import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.load.SkillRevisions;
import dev.tutti.skill.load.Skills;
import dev.tutti.skill.release.CanaryAnalysis;
import dev.tutti.skill.release.SkillReleases;
import dev.tutti.skill.run.SkillEngine;
import dev.tutti.skill.run.SkillNeeds;
import dev.tutti.skill.run.SkillRecords;
import dev.tutti.skill.test.Recordings;
import dev.tutti.skill.tool.Artifacts;
import java.util.concurrent.Executor;

/**
 * What the endpoints of skills stand on. Thread-safe.
 *
 * @param skills those of the folder
 * @param engine what executes them
 * @param records what became of the latest executions
 * @param revisions those that are kept
 * @param releases who gets which version
 * @param canary compares versions on trial with those before them
 * @param needs what skills need and is not there
 * @param recordings executions that were kept, to be run again
 * @param artifacts the files that executions have written
 * @param threads for executions, which block
 */
public record SkillServices(
    Skills skills,
    SkillEngine engine,
    SkillRecords records,
    SkillRevisions revisions,
    SkillReleases releases,
    CanaryAnalysis canary,
    SkillNeeds needs,
    Recordings recordings,
    Artifacts artifacts,
    Executor threads) {

  /** The skills of this moment. */
  SkillCatalog catalog() {
    return skills.current();
  }
}
