/** Tests. */
@NullMarked
package dev.tutti.skill.test;

import org.jspecify.annotations.NullMarked;
