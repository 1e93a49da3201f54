@NullMarked
package dev.tutti.security;

import org.jspecify.annotations.NullMarked;
