/**
 * Skills as durable tasks: every answer of a model, every answer of a tool, what the cache had and
 * what was recalled of the user is a step, so that an execution that was cut off goes on where it
 * was, and pays for nothing twice. The version of the skill and the time that prompts are told are
 * the first step.
 */
@NullMarked
package dev.tutti.skill.task;

import org.jspecify.annotations.NullMarked;
