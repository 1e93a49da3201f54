/** Tools that come with Tutti, and the files that they write. */
@NullMarked
package dev.tutti.skill.tool;

import org.jspecify.annotations.NullMarked;
