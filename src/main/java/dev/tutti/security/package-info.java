/**
 * Callers, and what they may do.
 *
 * <p>A virtual key is {@code tt-} and 256 random bits. Its secret is shown once, when it is made;
 * what is kept is its SHA-256 hash and a visible prefix to tell keys apart by. {@link
 * dev.tutti.security.Keys} holds all keys in memory, so that authenticating asks no database:
 *
 * <pre>{@code
 * var principal = keys.authenticate(Credentials.presented(authorization, apiKey), loopback);
 * principal.requireModel(request.model());
 * var call = new Call(id, principal.caller().forUser(user), loop, total);
 * }</pre>
 *
 * <p>While no key was ever made, callers on loopback are {@link
 * dev.tutti.security.Principal.Anonymous} with full rights. From the first key on, every caller
 * needs one; revoking all of them does not open the endpoint again.
 *
 * <p>Whatever an administrator changes is noted in the {@link dev.tutti.security.Audit}, in the
 * same transaction.
 *
 * <p>Roles: {@code admin} may do everything; {@code operator} runs the server and calls models;
 * {@code user} calls models; {@code auditor} reads reports and logs and calls nothing.
 */
@NullMarked
package dev.tutti.security;

import org.jspecify.annotations.NullMarked;
