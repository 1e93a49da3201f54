/**
 * One execution: which version, which prompt, which model, what tools say, the session it goes on
 * with, and what is recorded of it.
 */
@NullMarked
package dev.tutti.skill.run;

import org.jspecify.annotations.NullMarked;
