/** Tests of skills: cases, recordings and their replay, with models and tools that are played. */
@NullMarked
package dev.tutti.skill.test;

import org.jspecify.annotations.NullMarked;
