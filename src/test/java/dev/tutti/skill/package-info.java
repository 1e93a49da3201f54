/** Tests of skills. */
@NullMarked
package dev.tutti.skill;

import org.jspecify.annotations.NullMarked;
