/**
 * Java clients of the OpenAI API, run against a running Tutti.
 *
 * <p>One program for each client, {@link clients.OpenAiSdk} and {@link clients.LangChain4j}: each
 * runs its flows one after another and prints one JSON line for each. A flow is a method that
 * returns when the client got what it may expect, and throws when it did not.
 */
package clients;
