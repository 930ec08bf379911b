/// Real database servers of Debian's, each with a folder and a port of its own.
@NullMarked
package org.rollbook.testkit.database;

import org.jspecify.annotations.NullMarked;
