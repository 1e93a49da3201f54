/**
 * Skills as callers and their authors see them: request, result, listener and tool, and the
 * compiled skill that these show. {@link dev.tutti.skill.api.SkillCatalog} finds one; {@link
 * dev.tutti.skill.api.Skill} is immutable.
 */
@NullMarked
package dev.tutti.skill.api;

import org.jspecify.annotations.NullMarked;
