/**
 * Skills: prompts as versioned programs, in folders that a domain expert can write.
 *
 * <p>A {@link dev.tutti.skill.api.Skill} is one revision of one version, compiled from its {@code
 * SkillFiles}: settings, templates, schemas, examples. {@code SkillLoader} reads the folders and
 * keeps the last good revision where a file is broken or something is missing, a {@code
 * KnownVersion} for each folder; {@link dev.tutti.skill.load.Skills} follows them and swaps one
 * immutable {@link dev.tutti.skill.api.SkillCatalog} for the next, so that an execution never sees
 * two. {@link dev.tutti.skill.api.SkillVersions} finds the version that a {@link
 * dev.tutti.skill.api.VersionSelector} names: by range, label, split or session.
 *
 * <p>{@link dev.tutti.skill.run.SkillEngine} executes: plain blocking code for virtual threads. Its
 * {@code ExecutionEnvironment} is where it has skills, models, tools and the time from; recordings,
 * replays and tests give it others. It asks models through the model catalog, as everybody does, so
 * that limits, budgets, retries and structured output are theirs. {@code SkillModels} asks them, in
 * their order, and {@code SkillFallback} says a text when none has answered; {@code SkillTurns}
 * goes on with what {@code SkillSessions} knows was said before. {@code SkillModel} and {@code
 * SkillModelSource} make a model of every skill, for all endpoints; {@code PushStream} brings what
 * the thread says to the call's loop.
 *
 * <p>{@code SkillRevisions} keeps what versions were, for pins, rollbacks, broken starts and what
 * {@code ReleaseTargets} does not find in a folder; {@link dev.tutti.skill.release.SkillReleases}
 * lays what administrators and the canary analysis decide over {@code release.yaml}. {@code
 * CanaryAnalysis} compares versions on trial with their baselines: a {@code Trial} for each, with a
 * {@code SequentialComparison} for each {@code CanaryMetric}.
 *
 * <p>{@code SkillCases} runs the cases that skills bring along, and {@link
 * dev.tutti.skill.test.Recordings} what was executed once: both with a {@code ScriptedModel} in the
 * place of models.
 *
 * <p>{@link dev.tutti.skill.SkillFeature} composes it all.
 */
@NullMarked
package dev.tutti.skill;

import org.jspecify.annotations.NullMarked;
