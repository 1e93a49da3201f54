/** Filters and tests, as Jinja2 has them. */
@NullMarked
package dev.tutti.template.filter;

import org.jspecify.annotations.NullMarked;
