"""The directory on screen: anybody finds help, staff see more, owners keep their entries true."""
