// Portkey has no option for the address: keep its server on the loopback.
const {Server} = require('node:net');

const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  if (typeof port !== 'number') return listen.call(this, port, ...rest);
  const callback = rest.find((one) => typeof one === 'function');
  return listen.call(this, {port, host: '127.0.0.1', backlog: 4096}, callback);
};
