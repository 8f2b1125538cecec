/** Runs services as processes of the operating system: an example of an adapter. */
package com.example.holodeck.process;
