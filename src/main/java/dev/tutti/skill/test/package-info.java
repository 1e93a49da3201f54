/**
 * Tests of skills: cases, recordings and their replay, with models and tools that are played.
 * {@code SkillTrials} run the cases that ask models with other models than the skill's own.
 */
@NullMarked
package dev.tutti.skill.test;

import org.jspecify.annotations.NullMarked;
