/** Example of docs/balancing.md: it uses nothing but what is public. */
@NullMarked
package dev.tutti.contributing.balancer;

import org.jspecify.annotations.NullMarked;
