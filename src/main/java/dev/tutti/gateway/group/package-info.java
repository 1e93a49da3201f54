/**
 * Group chats over HTTP: {@code /v1/groups} and what is said in them. A post is a call of a model
 * as any other, by {@link dev.tutti.gateway.group.GroupDialect}, so that deadlines, limits, keys
 * and callers who leave are treated alike; groups themselves are {@link
 * dev.tutti.gateway.group.GroupsEndpoint}'s.
 */
@NullMarked
package dev.tutti.gateway.group;

import org.jspecify.annotations.NullMarked;
