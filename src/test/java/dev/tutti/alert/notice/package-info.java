/** Tests of notifications. */
@NullMarked
package dev.tutti.alert.notice;

import org.jspecify.annotations.NullMarked;
