package dev.tutti.skill;

import dev.tutti.routing.Directory;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What executions see of the world; recordings, replays and tests put something else there.
 *
 * @param skills the skills of the moment
 * @param directory the models of the moment
 * @param clock what prompts are told of the time
 */
record Surroundings(
    SkillSource skills, Supplier<Directory> directory, InstantSource clock, SkillTools tools) {}
