/**
 * One HTTP exchange with an upstream: its phases with their time-outs, the bodies both ways, what
 * is shown of its headers, and what is owed for one that broke off.
 */
@NullMarked
package dev.tutti.provider.exchange;

import org.jspecify.annotations.NullMarked;
