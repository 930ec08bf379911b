/// What every view must pass without a broker, written once. A view gives samples of itself and
/// implements [org.rollbook.guard.contract.ViewContract]; the tests are in the contract.
@NullMarked
package org.rollbook.guard.contract;

import org.jspecify.annotations.NullMarked;
