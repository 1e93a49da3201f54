/** Tests. */
@NullMarked
package dev.tutti.skill.api;

import org.jspecify.annotations.NullMarked;
