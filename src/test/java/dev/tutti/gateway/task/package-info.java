@NullMarked
package dev.tutti.gateway.task;

import org.jspecify.annotations.NullMarked;
