/** The example of {@code docs/contributing/application.md}. */
@NullMarked
package dev.tutti.contributing.application;

import org.jspecify.annotations.NullMarked;
