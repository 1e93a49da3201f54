/** Tests of rules. */
@NullMarked
package dev.tutti.alert.rule;

import org.jspecify.annotations.NullMarked;
