package dev.tutti.responses;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.session.MessageTable;

/**
 * Bounds of the history before a response.
 *
 * @param param the member of the request that names it
 * @param id what it names
 */
record HistoryBounds(ResponseStoreSettings settings, String param, String id) {

  /**
   * Goes on only within the bounds.
   *
   * @throws Fault {@code request_too_large}
   */
  void check(MessageTable.Size size) {
    if (size.items() > settings.historyItems() || size.bytes() > settings.historyBytes()) {
      throw Fault.of(
              FaultCode.REQUEST_TOO_LARGE,
              "%s: %s has %d items of %d bytes (expected: at most %d of %d)"
                  .formatted(
                      param,
                      id,
                      size.items(),
                      size.bytes(),
                      settings.historyItems(),
                      settings.historyBytes()))
          .status(400)
          .at(param);
    }
  }
}
