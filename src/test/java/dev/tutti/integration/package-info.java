/** The running server, asked over sockets and answered by an upstream that does what it is told. */
@NullMarked
package dev.tutti.integration;

import org.jspecify.annotations.NullMarked;
