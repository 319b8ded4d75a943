int main()
{
    for (volatile bool isGoingOn = true; isGoingOn;) {
    }
}
