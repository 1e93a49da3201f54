/**
 * Templates are held to what jinja2 gives: {@link dev.tutti.template.tree.GoldenTest} reads the
 * committed goldens, and {@link dev.tutti.template.Comparison} compares random ones for the suite.
 */
@NullMarked
package dev.tutti.template;

import org.jspecify.annotations.NullMarked;
